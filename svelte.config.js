import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		// A screen's style comes with its page: nothing more has to arrive before the first paint.
		inlineStyleThreshold: 24_000,
		adapter: adapter({ out: 'build', precompress: true })
	}
};
