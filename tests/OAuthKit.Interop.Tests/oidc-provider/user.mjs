// The user of the tests, who is never at a browser: decides about devices and back-channel requests, and gives out codes.
import { MemoryAdapter } from './adapter.mjs';
import { errors } from 'oidc-provider';

const now = () => Math.floor(Date.now() / 1000);

// Everything that was asked for, remembered as granted.
export async function grantFor(provider, clientId, accountId, scope, resources = {}) {
  const grant = new provider.Grant({ accountId, clientId });
  if (scope) {
    grant.addOIDCScope(scope);
  }

  for (const [identifier, resource] of Object.entries(resources)) {
    grant.addResourceScope(identifier, resource.scope);
  }

  await grant.save();
  return grant;
}

export function userCommands(provider, resources) {
  return {
    '/control/code': async ({ client_id: clientId, account, scope, redirect_uri: redirectUri, code_challenge: codeChallenge, nonce }) => {
      const client = await provider.Client.find(clientId);
      const grant = await grantFor(provider, clientId, account, scope, resources);
      return new provider.AuthorizationCode({
        accountId: account, authTime: now(), claims: {}, client, codeChallenge, codeChallengeMethod: codeChallenge && 'S256', grantId: grant.jti, nonce, redirectUri, scope,
      }).save();
    },
    '/control/device': async ({ user_code: userCode, account, approve }) => {
      const code = await provider.DeviceCode.findByUserCode(userCode.replaceAll('-', ''));
      if (approve) {
        const grant = await grantFor(provider, code.clientId, account, code.params.scope, resources);
        Object.assign(code, { accountId: account, authTime: now(), claims: {}, grantId: grant.jti, resource: code.params.resource, scope: code.params.scope });
      } else {
        Object.assign(code, { error: 'access_denied', errorDescription: 'the user refused' });
      }

      await code.save();
    },
    '/control/backchannel': async ({ auth_req_id: id, client_id: clientId, approve }) => {
      const known = id ?? (await new MemoryAdapter('BackchannelAuthenticationRequest').findByClient(clientId)).jti;
      const request = await provider.BackchannelAuthenticationRequest.find(known);
      await provider.backchannelResult(
        known,
        approve ? (await grantFor(provider, request.clientId, request.accountId, request.scope, resources)).jti : new errors.AccessDenied('the user refused'),
        { authTime: now() });
    },
  };
}
