import type { Route } from "next";
import { placeOf } from "@/lib/notifications/place";
import { registry } from "@/lib/notifications/registry";
import type { NotificationType } from "@/lib/notifications/schema";

export const LIST = "/notifications" as Route;

/** Where a notification leads: its own place; should that be none of its kind's places, the list of all. */
export function hrefOf(type: NotificationType, link: string): Route {
  const place = placeOf(link);
  return (place && registry[type].leadsTo.test(place.path) ? link : LIST) as Route;
}
