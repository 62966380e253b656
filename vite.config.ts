import { fileURLToPath } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { foyer } from './src/server/dev.ts';

/**
 * The wall's chart brings its own copy of Chart.js: a module is bundled once with all that anybody uses of it,
 * and the wall would carry the bars of the branch head's screen.
 */
function leanTrend(): Plugin {
	return {
		name: 'foyer-lean-trend',
		apply: 'build',
		enforce: 'pre',
		async resolveId(source, importer) {
			if (source !== 'chart.js' || !importer?.endsWith('/charts/trend.ts')) return null;
			const found = await this.resolve(source, importer, { skipSelf: true });
			return found && { ...found, id: `${found.id}?trend` };
		}
	};
}

export default defineConfig({
	plugins: [leanTrend(), sveltekit(), foyer()],
	resolve: {
		alias: {
			'@kurkle/color': fileURLToPath(new URL('./src/lib/charts/plain-color.ts', import.meta.url))
		}
	},
	environments: {
		client: {
			build: {
				rolldownOptions: {
					output: {
						codeSplitting: {
							// What every screen loads, in three files instead of a dozen: small ones compress badly. A customer's
							// phone follows its ticket without the screens' socket, and loads the first two.
							groups: [
								{
									name: 'runtime', // Forms are for the pages that have some.
									test: /node_modules\/(svelte|@sveltejs(?!\/kit\/src\/runtime\/app\/forms)|esm-env|clsx)\//
								},
								{
									name: 'page',
									test: /src\/lib\/(client\/(branch-clock|fonts|format|left|theme)|components\/Screen|i18n\/(index|common))/
								},
								{
									name: 'screen',
									// What only stations that sell need stays with them.
									test: /src\/lib\/(client\/(?!selling|own-day|amount|typed-amount|money|currency)|components\/(Freshness|Mark|Screen|StaleBanner)|i18n\/(index|common))|node_modules\/(@socket\.io|socket\.io|engine\.io)/
								}
							]
						}
					}
				}
			}
		}
	}
});
