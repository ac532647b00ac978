import { factsOf } from "./facts";
import { isAt, isThing, type Place } from "./place";
import { registry } from "./registry";
import type { Notification } from "./schema";

/** Whether who is at `here` has before their eyes what a notification tells: the thing, or a list that does not hide it. */
export function isSeen(notification: Notification, here: Place): boolean {
  if (isThing(here.path)) return isAt(notification.link, here);
  const { list } = registry[notification.type];
  if (list?.path !== here.path) return false;
  const { team } = factsOf(notification, null);
  const asked = new URLSearchParams(here.search);
  if (Object.entries(list.askedBy ?? {}).some(([name, value]) => asked.get(name) !== value)) return false;
  return Object.entries(list.narrowedBy).every(([name, harmless]) => {
    const value = asked.get(name);
    return !value || harmless.includes(value) || (name === "team" && value === team);
  });
}
