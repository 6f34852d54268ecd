import { createServer } from 'node:http';
import process from 'node:process';

// The fastest that Node can answer: the same JSON as the operation beside it, with no routing, token or validation.
const body = process.argv[2] ?? '{}';
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port));
process.on('disconnect', () => process.exit(0));
