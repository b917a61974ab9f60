// What oidc-provider calls clients with: it reaches loopback addresses, and trusts the tests' root alone.
import { request } from 'node:https';
import { buffer } from 'node:stream/consumers';

export function createFetch(root) {
  return (url, { method, headers, body }) => new Promise((resolve, reject) => {
    const call = request(url, { method, headers: Object.fromEntries(new Headers(headers)), ca: root }, async (response) => {
      const content = await buffer(response);
      resolve(new Response(content.length > 0 ? content : null, { status: response.statusCode }));
    });
    call.once('error', reject);
    // Text, or a URLSearchParams.
    call.end(body?.toString());
  });
}
