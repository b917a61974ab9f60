// The tests' own door to the server, beside the protocol: register clients, move the clock, ask what was requested.
import { json } from 'node:stream/consumers';
import { MemoryAdapter } from './adapter.mjs';
import { advance } from './clock.mjs';

const tokenRequests = new Map();

// Koa middleware that counts the requests at the token endpoint by client, refused ones included.
export async function count(ctx, next) {
  await next();
  if (ctx.oidc?.route === 'token') {
    const clientId = ctx.oidc.client?.clientId ?? '';
    tokenRequests.set(clientId, (tokenRequests.get(clientId) ?? 0) + 1);
  }
}

const commands = {
  '/control/clients': (client) => new MemoryAdapter('Client').upsert(client.client_id, client),
  '/control/clock': ({ seconds }) => advance(seconds),
  '/control/token-requests': ({ client_id: clientId }) => tokenRequests.get(clientId) ?? 0,
};

// Adds what only a running provider can do.
export function addCommands(more) {
  Object.assign(commands, more);
}

// Answers a control request and returns true, or returns false for a request of the protocol.
export async function control(request, response) {
  const command = request.method === 'POST' && commands[request.url];
  if (!command) {
    return false;
  }

  const result = await command(await json(request));
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(result ?? null));
  return true;
}
