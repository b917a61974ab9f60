// What the user does at the pages of the server: signs in, and agrees to everything.

// Whether the request was to such a page.
export async function decide(provider, account, request, response) {
  if (!request.url.startsWith('/interaction/')) {
    return false;
  }

  const { prompt, grantId, session, params } = await provider.interactionDetails(request, response);
  let result;
  if (prompt.name === 'login') {
    result = { login: { accountId: account } };
  } else {
    const grant = grantId ? await provider.Grant.find(grantId) : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    if (params.resource) {
      grant.addResourceScope(params.resource, params.scope);
    }
    result = { consent: { grantId: await grant.save() } };
  }

  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
  return true;
}
