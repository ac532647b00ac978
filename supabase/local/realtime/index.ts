import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import postgres from "postgres";
import { type ApiKeys, authenticator } from "./auth/identity.ts";
import { rowLevelRights } from "./auth/rights.ts";
import { broadcastDelivery } from "./frames/delivery.ts";
import { answerHttp } from "./http/routes.ts";
import { openWindow } from "./limits/window.ts";
import type { Log } from "./log.ts";
import { maintainPartitions, schedulePartitions } from "./partitions/partitions.ts";
import { databaseBroadcast } from "./replication/database-broadcast.ts";
import { startReplication } from "./replication/replication.ts";
import type { Server } from "./server.ts";
import { DEFAULTS, type Settings } from "./settings.ts";
import { acceptConnections } from "./socket/connections.ts";
import { Topics } from "./topics/topics.ts";

export type RealtimeOptions = Partial<Settings> & {
  /** As a superuser: rights are probed as the admin and as the user. */
  databaseUrl: string;
  jwtSecret: string;
  apiKeys: ApiKeys;
  log?: Log;
};

export type Realtime = {
  /** For `/realtime/v1/websocket`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** For `/realtime/v1/api/*`; `false` where the request is not Realtime's. */
  handleRequest(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /** Closes every socket (1001) and the replication stream. */
  stop(): Promise<void>;
};

/** A silent socket is found within a sixth of the time it may be silent. */
const SWEEPS_PER_TIMEOUT = 6;

/**
 * Starts a Realtime server on a database that has `schema.sql`. Resolves when it can answer; broadcasts from the
 * database flow a moment later, which `replication_ready` tells. Throws where the database cannot be reached.
 */
export async function startRealtime(options: RealtimeOptions): Promise<Realtime> {
  const { databaseUrl, jwtSecret, apiKeys, log = logToConsole, ...given } = options;
  const settings: Settings = { ...DEFAULTS, ...given };
  const sql = postgres(databaseUrl, {
    max: 4,
    idle_timeout: 30,
    connect_timeout: 5,
    // Seconds. By itself the driver would wait up to 20 once Postgres is back, and joins with it.
    backoff: () => 0.2,
    fetch_types: false,
    onnotice: () => undefined,
    connection: { application_name: "realtime" },
  });
  try {
    await maintainPartitions(sql, Date.now());
  } catch (error) {
    await sql.end({ timeout: 0 });
    throw error;
  }

  const topics = new Topics();
  const server: Server = {
    settings,
    authenticator: authenticator(jwtSecret, apiKeys),
    rights: rowLevelRights(sql, log),
    topics,
    replication: startReplication({
      databaseUrl,
      onInsert(_relation, row) {
        const message = databaseBroadcast(row);
        if (!message) return;
        topics.broadcast(message.private, message.broadcast.topic, broadcastDelivery(message.broadcast));
      },
      // What was written while nothing streamed is not delivered, so every client must look for itself.
      onLost() {
        for (const channel of topics.clear()) channel.crash();
      },
      log,
    }),
    joins: openWindow(settings.joinsPerSecond, 1_000),
    log,
  };
  const connections = acceptConnections(server);
  const stopPartitions = schedulePartitions(sql, log);
  const sweepEvery = Math.min(settings.heartbeatTimeout, settings.emptySocketTimeout) / SWEEPS_PER_TIMEOUT;
  const sweeping = setInterval(() => connections.sweep(Date.now()), sweepEvery).unref();

  return {
    handleUpgrade: connections.upgrade,
    handleRequest: (request, response) => answerHttp(server, request, response),
    async stop() {
      clearInterval(sweeping);
      stopPartitions();
      await Promise.all([connections.closeAll(), server.replication.stop()]);
      await sql.end({ timeout: 1 });
    },
  };
}

function logToConsole(sentence: string, error?: unknown) {
  console.warn(`realtime: ${sentence}${error instanceof Error ? `: ${error.message}` : ""}`);
}
