import { expect, test } from "vitest";
import en from "@/lib/i18n/messages/en.json";
import { groups, reasons, registry, typesOf } from "@/lib/notifications/registry";
import { notificationTypes } from "@/lib/notifications/schema";
import { Constants } from "@/lib/supabase/database.types";

test("every kind that Postgres knows has its entry and its words, and there is none besides", () => {
  const known = [...Constants.public.Enums.notification_type];
  expect([...notificationTypes]).toEqual(known);
  expect(Object.keys(registry).toSorted()).toEqual(known.toSorted());
  expect(Object.keys(en.notifications.type).toSorted()).toEqual(known.toSorted());
});

test("every kind is in one group, by which the list can be narrowed", () => {
  expect(groups.flatMap(typesOf).toSorted()).toEqual([...notificationTypes].toSorted());
  expect(Object.keys(en.notifications.filter.group)).toEqual([...groups]);
});

test("every reason has its sentence", () => {
  for (const reason of reasons) expect(en.notifications.why[reason], reason).toMatch(/\.$/);
});
