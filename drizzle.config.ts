import { defineConfig } from 'drizzle-kit';

/** `npx drizzle-kit generate --name WHAT` writes the next migration; never edit one that was released. */
export default defineConfig({
	dialect: 'sqlite',
	schema: './src/server/store/schema/index.ts',
	out: './drizzle',
	casing: 'snake_case'
});
