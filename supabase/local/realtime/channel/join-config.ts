import { randomUUID } from "node:crypto";
import { isRecord } from "../frames/message.ts";

/** What a client asks of a channel when it joins. */
export type JoinConfig = {
  private: boolean;
  /** Answer each broadcast that the client sends. */
  ack: boolean;
  /** Send the client its own broadcasts too. */
  self: boolean;
  /** Say when broadcasts from the database really flow. */
  replicationReady: boolean;
  replay: boolean;
  presence: { key: string; enabled: boolean };
  postgresChanges: Record<string, unknown>[];
};

/** Reads the payload of a join. What is missing or of another shape counts as not asked for. */
export function readJoinConfig(payload: unknown): JoinConfig {
  const config = field(payload, "config");
  const broadcast = field(config, "broadcast");
  const presence = field(config, "presence");
  const changes = isRecord(config) ? config.postgres_changes : null;
  return {
    private: isTrue(config.private),
    ack: isTrue(broadcast.ack),
    self: isTrue(broadcast.self),
    replicationReady: isTrue(broadcast.replication_ready),
    replay: broadcast.replay !== undefined && broadcast.replay !== null,
    presence: { key: presenceKey(presence.key), enabled: isTrue(presence.enabled) },
    postgresChanges: Array.isArray(changes) ? changes.filter(isRecord) : [],
  };
}

function field(value: unknown, name: string): Record<string, unknown> {
  const inner = isRecord(value) ? value[name] : null;
  return isRecord(inner) ? inner : {};
}

/** Clients in other languages send booleans as strings. */
function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

function presenceKey(key: unknown): string {
  const text = typeof key === "string" || typeof key === "number" ? String(key) : "";
  return text || randomUUID();
}
