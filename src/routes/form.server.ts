import { error } from '@sveltejs/kit';

/** What a page's form is sent as. */
const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

/** The form of an action. A body that is none is refused, 415 or 400: nobody but a program sends one. */
export async function readForm(request: Request): Promise<FormData> {
	if (!FORM.test(request.headers.get('content-type') ?? '')) {
		error(415, { message: 'The body must be a form.', code: 'unsupported_media_type' });
	}
	try {
		return await request.formData();
	} catch (thrown) {
		// Too large: SvelteKit says so itself.
		if ((thrown as { status?: unknown }).status === 413) throw thrown;
		error(400, { message: 'The form cannot be read.', code: 'malformed_form' });
	}
}
