// The grants that oidc-provider leaves to its users: token exchange, assertions in JWT and SAML 2, and a user's password.
import { createLocalJWKSet, jwtVerify } from 'jose';
import { errors } from 'oidc-provider';
import { grantFor } from './user.mjs';

const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';

async function issue(ctx, accountId, more = {}) {
  const { client, params, provider } = ctx.oidc;
  const scope = params.scope ?? '';
  const token = new provider.AccessToken({
    accountId, client, scope, gty: params.grant_type, grantId: (await grantFor(provider, client.clientId, accountId, scope)).jti,
  });
  ctx.oidc.entity('AccessToken', token);
  const value = await token.save();
  ctx.body = {
    access_token: value, expires_in: token.expiration, token_type: token.tokenType, scope: token.scope || undefined, ...more,
  };
}

async function exchange(ctx) {
  const { params, provider } = ctx.oidc;
  if (params.subject_token_type !== accessTokenType) {
    throw new errors.InvalidRequest('subject_token_type is not supported');
  }

  const subject = await provider.AccessToken.find(params.subject_token ?? '');
  if (!subject) {
    throw new errors.InvalidRequest('subject_token is not valid');
  }

  await issue(ctx, subject.accountId, { issued_token_type: accessTokenType });
}

async function jwtBearer(ctx) {
  const { client, issuer, params } = ctx.oidc;
  try {
    const { payload } = await jwtVerify(params.assertion, createLocalJWKSet(client.jwks), {
      issuer: client.clientId, audience: issuer, requiredClaims: ['sub', 'exp'],
    });
    await issue(ctx, payload.sub);
  } catch (error) {
    throw new errors.InvalidGrant(error.message);
  }
}

// Says what an assertion says; its XML signature is not looked at.
async function saml2Bearer(ctx) {
  const xml = Buffer.from(ctx.oidc.params.assertion ?? '', 'base64url').toString('utf8');
  const subject = /<(?:\w+:)?NameID[^>]*>([^<]+)</.exec(xml)?.[1];
  if (!subject || !xml.includes(`>${ctx.oidc.issuer}<`)) {
    throw new errors.InvalidGrant('assertion is not valid');
  }

  await issue(ctx, subject);
}

export function registerGrants(provider, user) {
  provider.registerGrantType('password', async (ctx) => {
    const { username, password } = ctx.oidc.params;
    if (username !== user.name || password !== user.password) {
      throw new errors.InvalidGrant('the password is wrong');
    }

    await issue(ctx, username);
  }, ['username', 'password', 'scope']);
  provider.registerGrantType(
    'urn:ietf:params:oauth:grant-type:token-exchange', exchange,
    ['subject_token', 'subject_token_type', 'actor_token', 'actor_token_type', 'requested_token_type', 'audience', 'resource', 'scope'], ['audience', 'resource']);
  provider.registerGrantType('urn:ietf:params:oauth:grant-type:jwt-bearer', jwtBearer, ['assertion', 'scope']);
  provider.registerGrantType('urn:ietf:params:oauth:grant-type:saml2-bearer', saml2Bearer, ['assertion', 'scope']);
}
