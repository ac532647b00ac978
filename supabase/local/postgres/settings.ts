/** Small, since one person uses it: the whole stack rests below 250 MB. */
export function serverSettings(options: { durable: boolean; connections: number }): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    wal_level: "logical",
    max_connections: options.connections,
    superuser_reserved_connections: 5,
    shared_buffers: "16MB",
    huge_pages: "off",
    jit: "off",
    max_worker_processes: 4,
    max_parallel_workers: 2,
    max_wal_senders: 20,
    max_replication_slots: 20,
    // A reader of the log that has stalled must not fill the disk.
    max_slot_wal_keep_size: "256MB",
    min_wal_size: "32MB",
    max_wal_size: "256MB",
    timezone: "UTC",
    log_timezone: "UTC",
    // Lost partners are noticed in a minute rather than in two hours.
    tcp_keepalives_idle: 60,
  };
  // Not synchronous_commit: without it the log, and with it Realtime, comes up to 200 ms late.
  if (!options.durable) Object.assign(settings, { fsync: "off", full_page_writes: "off" });
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
