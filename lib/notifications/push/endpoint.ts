/**
 * Whether a subscription's address may be one of a push service: https on its own port, by a name and without
 * credentials. The same as push_subscriptions_endpoint_form in Postgres.
 */
export function isPushEndpoint(endpoint: string): boolean {
  return (
    endpoint.length <= 1000 && /^https:\/\/([a-z0-9-]+\.)+[a-z][a-z0-9-]*(:443)?\/[!-~]*$/.test(endpoint)
  );
}
