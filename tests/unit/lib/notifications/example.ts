import { randomUUID } from "node:crypto";
import type { Notification } from "@/lib/notifications/schema";

/** A notification, as far as a test has something to say about it. */
export function example(parts: Partial<Notification> = {}): Notification {
  return {
    id: randomUUID(),
    type: "task_assigned",
    title: "Stored title",
    message: "Stored message",
    params: {},
    link: "/tasks",
    itemCount: 1,
    readAt: null,
    createdAt: "2026-11-25T12:00:00.123456+00:00",
    ...parts,
  };
}
