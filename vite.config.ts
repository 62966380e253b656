import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { foyer } from './src/server/dev.ts';

export default defineConfig({
	plugins: [sveltekit(), foyer()]
});
