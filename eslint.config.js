import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import path from 'node:path';
import ts from 'typescript-eslint';
import { check } from './scripts/architecture/check.js';
import svelteConfig from './svelte.config.js';

/** The table of scripts/architecture/layers.js, while one types; tests/architecture.test.ts holds it in CI. */
const architecture = {
	rules: {
		layers: {
			meta: { type: 'problem', schema: [] },
			/** @param {import('eslint').Rule.RuleContext} context */
			create(context) {
				const file = path.relative(context.cwd, context.filename).replaceAll('\\', '/');
				return {
					Program() {
						for (const { line, message } of check(file, context.sourceCode.text)) {
							context.report({ loc: { line, column: 0 }, message });
						}
					}
				};
			}
		}
	}
};

export default ts.config(
	{
		ignores: [
			'node_modules/',
			'build/',
			'.svelte-kit/',
			'data/',
			'test-results/',
			'coverage/',
			'drizzle/'
		]
	},
	js.configs.recommended,
	ts.configs.recommended,
	svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.node } },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'no-console': 'off',
			'no-undef': 'off', // the compiler knows better
			'object-shorthand': 'error',
			'prefer-template': 'error',
			'no-param-reassign': 'error',
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }
			],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{
					argsIgnorePattern: '^_',
					varsIgnorePattern: '^_',
					caughtErrors: 'none',
					ignoreRestSiblings: true
				}
			],
			// Schemas and their types carry one name.
			'no-redeclare': 'off',
			'@typescript-eslint/no-redeclare': 'off',
			'@typescript-eslint/no-import-type-side-effects': 'error'
		}
	},
	{
		files: ['src/**/*.{ts,js,svelte}'],
		plugins: { architecture },
		rules: { 'architecture/layers': 'error' }
	},
	{
		// Promises are where type-aware rules earn their time: one that nobody awaits ends the process.
		files: ['src/server/**/*.ts', 'src/lib/client/**/*.ts', 'tests/**/*.ts'],
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname }
		},
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true }
			]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			globals: { ...globals.browser },
			parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig }
		},
		rules: {
			// There is one base path, the root: plain links are what a reader expects.
			'svelte/no-navigation-without-resolve': 'off',
			// Sets that only remember, and that nothing draws, are plain ones.
			'svelte/prefer-svelte-reactivity': 'off',
			'svelte/require-each-key': 'error',
			'prefer-const': 'off'
		}
	}
);
