/** A whole server without pages, in a process of its own that a test can kill. Prints its address as JSON. */
import { readConfig } from '#server/config.ts';
import { closeOnSignal } from '#server/run.ts';
import { startServer } from '#server/server.ts';

const server = await startServer({ config: readConfig(), pages: false });
closeOnSignal(server);
console.log(JSON.stringify({ url: server.url }));
