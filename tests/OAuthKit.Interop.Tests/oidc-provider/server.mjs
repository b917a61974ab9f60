// oidc-provider on an ephemeral loopback port over https. The parent writes one line of JSON to standard input
// ({ certificate, key, ...setup }) and keeps it open; the server writes { issuer } to standard output once it listens,
// and ends when standard input ends, so that it never outlives the tests.
import './node20.mjs';
import { createServer } from 'node:https';
import { createInterface } from 'node:readline';

const input = createInterface({ input: process.stdin });
input.once('close', () => process.exit(0));
input.once('line', async (line) => {
  const [{ Provider }, { configure }, { addCommands, control, count }, { registerGrants }, { userCommands }, { decide }] = await Promise.all([
    import('oidc-provider'), import('./configuration.mjs'), import('./control.mjs'), import('./grants.mjs'), import('./user.mjs'), import('./interaction.mjs'),
  ]);
  const { certificate, key, ...setup } = JSON.parse(line);

  // Client certificates are asked for and never demanded; oidc-provider judges them by the client's registration.
  const server = createServer({ cert: certificate, key, ca: setup.root, requestCert: true, rejectUnauthorized: false, keepAliveTimeout: 0 });

  server.listen(0, '127.0.0.1', () => {
    const issuer = `https://127.0.0.1:${server.address().port}`;
    const provider = new Provider(issuer, configure(setup, server.address().port));
    registerGrants(provider, setup.user);
    addCommands(userCommands(provider, setup.resources));
    provider.use(count);
    provider.on('server_error', (ctx, error) => console.error(error));
    provider.on('backchannel.error', (ctx, error) => console.error(error));

    const protocol = provider.callback();
    server.on('request', async (request, response) => {
      try {
        if (!await decide(provider, setup.user.name, request, response) && !await control(request, response)) {
          protocol(request, response);
        }
      } catch (error) {
        response.writeHead(500).end(String(error.stack));
      }
    });

    console.log(JSON.stringify({ issuer }));
  });
});
