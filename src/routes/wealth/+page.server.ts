import { firstView } from '../first-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => ({ drawn: firstView(event, 'wealth') });
