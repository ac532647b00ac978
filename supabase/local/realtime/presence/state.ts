/** Who is present on a topic, as Phoenix.Presence keeps it: several metas under one key, one per channel. */
export type Meta = Record<string, unknown> & { phx_ref: string; phx_ref_prev?: string };
export type Presences = Record<string, { metas: Meta[] }>;
export type Diff = { joins: Presences; leaves: Presences };

/** `Owner` is the channel that tracks; it holds at most one meta, under the key it joined with. */
export type PresenceState<Owner> = Map<string, Map<Owner, { payload: string; meta: Meta }>>;

/** Records what a channel says of itself; `null` where that is what it said before. */
export function track<Owner>(
  state: PresenceState<Owner>,
  key: string,
  owner: Owner,
  payload: Record<string, unknown>,
  ref: string,
): Diff | null {
  const text = JSON.stringify(payload);
  const before = state.get(key)?.get(owner);
  if (before?.payload === text) return null;
  const meta: Meta = { ...payload, phx_ref: ref };
  if (before) meta.phx_ref_prev = before.meta.phx_ref;
  const metas = state.get(key) ?? new Map<Owner, { payload: string; meta: Meta }>();
  metas.set(owner, { payload: text, meta });
  state.set(key, metas);
  return { joins: presences([[key, [meta]]]), leaves: before ? presences([[key, [before.meta]]]) : {} };
}

/** Removes what a channel said of itself; `null` where it said nothing. */
export function untrack<Owner>(state: PresenceState<Owner>, key: string, owner: Owner): Diff | null {
  const metas = state.get(key);
  const before = metas?.get(owner);
  if (!metas || !before) return null;
  metas.delete(owner);
  if (metas.size === 0) state.delete(key);
  return { joins: {}, leaves: presences([[key, [before.meta]]]) };
}

/** The whole of it, for a channel that has just joined. */
export function snapshot<Owner>(state: PresenceState<Owner>): Presences {
  return presences([...state].map(([key, metas]) => [key, [...metas.values()].map(({ meta }) => meta)]));
}

/** By way of entries: a client may choose `__proto__` for its key. */
function presences(entries: [string, Meta[]][]): Presences {
  return Object.fromEntries(entries.map(([key, metas]) => [key, { metas }]));
}
