// What this authorization server can do. A further feature of oidc-provider is switched on here, and nowhere else.
import { generateKeyPairSync } from 'node:crypto';
import { errors } from 'oidc-provider';
import { MemoryAdapter } from './adapter.mjs';

const key = (kid, alg, type, options) => ({
  ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }), kid, alg, use: 'sig',
});

// setup: { scopes: [...], resources: { identifier: { scope, accessTokenFormat } }, accessTokenLifetime: seconds }
export function configure(setup) {
  return {
    adapter: MemoryAdapter,
    clients: [],
    scopes: ['openid', 'offline_access', ...setup.scopes],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    cookies: { keys: ['interop'] },
    jwks: {
      keys: [
        key('rsa', 'RS256', 'rsa', { modulusLength: 2048 }),
        key('ec', 'ES256', 'ec', { namedCurve: 'P-256' }),
      ],
    },
    ttl: { ClientCredentials: (ctx, token) => token.resourceServer?.accessTokenTTL ?? setup.accessTokenLifetime },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => undefined,
        getResourceServerInfo(ctx, identifier) {
          const resource = setup.resources[identifier];
          if (!resource) {
            throw new errors.InvalidTarget('no such resource');
          }

          return {
            audience: identifier,
            scope: resource.scope,
            accessTokenFormat: resource.accessTokenFormat,
            accessTokenTTL: setup.accessTokenLifetime,
            jwt: { sign: { alg: 'RS256' } },
          };
        },
      },
    },
  };
}
