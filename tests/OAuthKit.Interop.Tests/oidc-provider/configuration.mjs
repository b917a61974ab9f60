// What this authorization server can do. A further feature of oidc-provider is switched on here, and nowhere else.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { errors } from 'oidc-provider';
import { MemoryAdapter } from './adapter.mjs';
import { createFetch } from './fetch.mjs';

const key = (kid, alg, type, options) => ({
  ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }), kid, alg, use: 'sig',
});

// setup: { scopes: [...], resources: { identifier: { scope, accessTokenFormat } }, accessTokenLifetime: seconds, rotateRefreshToken: boolean, fapi: boolean }
export function configure(setup, port) {
  const lifetime = (ctx, token) => token.resourceServer?.accessTokenTTL ?? setup.accessTokenLifetime;
  return {
    adapter: MemoryAdapter,
    fetch: createFetch(setup.root),
    clients: [],
    // The same port by another name, for clients that show a certificate (RFC 8705 section 5).
    discovery: { mtls_endpoint_aliases: { token_endpoint: `https://localhost:${port}/token`, userinfo_endpoint: `https://localhost:${port}/me` } },
    scopes: ['openid', 'offline_access', ...setup.scopes],
    clientAuthMethods: [
      'client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth', 'none',
    ],
    enabledJWA: {
      clientAuthSigningAlgValues: [
        'HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'Ed25519', 'EdDSA',
      ],
      introspectionEncryptionAlgValues: ['RSA-OAEP', 'RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A256KW'],
      dPoPSigningAlgValues: ['ES256', 'RS256', 'PS256', 'Ed25519', 'EdDSA'],
      idTokenSigningAlgValues: ['RS256', 'PS256', 'ES256', 'HS256'],
      authorizationSigningAlgValues: ['RS256', 'PS256', 'ES256'],
      userinfoSigningAlgValues: ['RS256', 'PS256', 'ES256', 'HS256'],
      idTokenEncryptionAlgValues: ['RSA-OAEP', 'RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A256KW'],
      userinfoEncryptionAlgValues: ['RSA-OAEP', 'RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A256KW'],
    },
    findAccount: (ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId, name: `Name of ${accountId}` }) }),
    claims: { openid: ['sub', 'name'] },
    rotateRefreshToken: setup.rotateRefreshToken,
    cookies: { keys: ['interop'] },
    interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    jwks: {
      keys: [
        key('rsa', 'RS256', 'rsa', { modulusLength: 2048 }),
        key('pss', 'PS256', 'rsa', { modulusLength: 2048 }),
        key('ec', 'ES256', 'ec', { namedCurve: 'P-256' }),
      ],
    },
    ttl: { AccessToken: lifetime, ClientCredentials: lifetime },
    features: {
      devInteractions: { enabled: false },
      // FAPI 2.0, with a nonce in each proof.
      ...(setup.fapi && { fapi: { enabled: true, profile: '2.0' }, dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true } }),
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      jwtIntrospection: { enabled: true },
      jwtUserinfo: { enabled: true },
      encryption: { enabled: true },
      requestObjects: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      jwtResponseModes: { enabled: true },
      revocation: { enabled: true },
      backchannelLogout: { enabled: true },
      deviceFlow: { enabled: true },
      registration: { enabled: true },
      registrationManagement: { enabled: true, rotateRegistrationAccessToken: false },
      // A proof needs a nonce at every endpoint that takes one (RFC 9449 sections 8 and 9).
      dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
      ciba: {
        enabled: true,
        deliveryModes: ['poll', 'ping'],
        processLoginHint: (ctx, hint) => hint,
        validateRequestContext() {},
        verifyUserCode() {},
        triggerAuthenticationDevice() {},
      },
      mTLS: {
        enabled: true,
        tlsClientAuth: true,
        selfSignedTlsClientAuth: true,
        certificateBoundAccessTokens: true,
        getCertificate: (ctx) => ctx.req.socket.getPeerX509Certificate(),
        certificateAuthorized: (ctx) => ctx.req.socket.authorized,
        certificateSubjectMatches: (ctx, property, expected) =>
          property === 'tls_client_auth_subject_dn' && ctx.req.socket.getPeerX509Certificate().subject === expected,
      },
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
