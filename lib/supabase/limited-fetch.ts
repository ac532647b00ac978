/** `fetch` that fails with a TimeoutError when the answer has not come to its end within some time in ms. */
export function fetchWithin(limitMs: number): typeof fetch {
  return (input, init) => {
    const limit = AbortSignal.timeout(limitMs);
    return fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, limit]) : limit });
  };
}

/**
 * For the server's questions to Supabase. A longer wait has no use, for Postgres ends what a reader asked after 8 s
 * (`statement_timeout` of their role); without a limit one that hangs would keep the reader's page, and a server that
 * is told to stop, for five minutes.
 */
export const limitedFetch = fetchWithin(10_000);
