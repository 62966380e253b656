import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

/** The browser itself comes from tests/support/browser-test.ts, which knows where to look for one. */
export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '**/*.spec.ts',
	outputDir: 'test-results',
	// A worker's browser and server fill a core while they work, and half of the time they wait for a silence to be noticed.
	workers: Math.min(3, availableParallelism() + 1),
	fullyParallel: false,
	retries: 0,
	forbidOnly: process.env.CI !== undefined,
	// A hang is the only thing that these limits catch.
	timeout: 120_000,
	expect: { timeout: 20_000 },
	reporter: 'list',
	// A trace takes a quarter of the processor's time: `--trace=retain-on-failure` where one is wanted.
	use: { screenshot: 'only-on-failure' }
});
