import { defineConfig } from '@playwright/test';

/** The browser itself comes from tests/support/browser-test.ts, which knows where to look for one. */
export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '**/*.spec.ts',
	outputDir: 'test-results',
	workers: 1,
	fullyParallel: false,
	retries: 0,
	forbidOnly: process.env.CI !== undefined,
	// A hang is the only thing that these limits catch.
	timeout: 120_000,
	expect: { timeout: 20_000 },
	reporter: 'list',
	use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' }
});
