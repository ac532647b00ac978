import "server-only";
import { createFormatter, createTranslator } from "use-intl/core";
import { z } from "zod";
import { catalogueOf } from "@/lib/i18n/catalogue";
import { translator } from "@/lib/i18n/translator";
import type { NotificationType } from "../schema";
import { wordsOf } from "../words";
import type { Delivery } from "./delivery";
import { type Popup, popup } from "./popup";

const HOUR = 3_600;

/** In seconds: what a push service could not bring to the device within this time is of no use any more. */
const TIME_TO_LIVE: Record<NotificationType, number> = {
  task_assigned: 24 * HOUR,
  task_completed: 24 * HOUR,
  task_comment: 24 * HOUR,
  deadline_reminder: 3 * HOUR,
  document_uploaded: 24 * HOUR,
  page_published: 24 * HOUR,
  chat_mention: 12 * HOUR,
  chat_message: 12 * HOUR,
};
const TEST_TIME_TO_LIVE = 60;

/** What a phone that saves its battery is woken for. */
const URGENT: ReadonlySet<NotificationType> = new Set(["deadline_reminder", "chat_mention", "chat_message"]);

export type PushMessage = {
  payload: string;
  /** In seconds. */
  timeToLive: number;
  urgency: "normal" | "high";
  /** A push service that holds an older message under the same name replaces it. */
  topic: string;
};

/** What is sent for a delivery. */
export function pushMessage(delivery: Delivery): PushMessage {
  const { notification_id: id, type } = delivery;
  const shown = id && type ? told(delivery, id, type) : test(delivery);
  return {
    payload: JSON.stringify(shown),
    timeToLive: type ? TIME_TO_LIVE[type] : TEST_TIME_TO_LIVE,
    urgency: !type || URGENT.has(type) ? "high" : "normal",
    // 32 characters, as many as a topic may have.
    topic: id?.replaceAll("-", "") ?? `test${delivery.delivery}`,
  };
}

const paramsSchema = z.record(z.string(), z.unknown()).catch({});

/** In the reader's language and by their clock, as on the site. */
function told(delivery: Delivery, id: string, type: NotificationType): Popup {
  const { title, message, link, item_count: itemCount, created_at: createdAt } = delivery;
  const { locale, messages } = catalogueOf(delivery.locale);
  const params = paramsSchema.parse(delivery.params);
  const words = wordsOf(
    { id, type, title, message, params, link, itemCount, readAt: null, createdAt },
    {
      t: createTranslator({ locale, messages, namespace: "notifications" }),
      format: createFormatter({ locale, timeZone: delivery.time_zone }),
      ownTeam: delivery.team_code,
    },
  );
  return popup({ id, title: words.title, body: words.summary, link, at: Date.parse(createdAt) });
}

function test({ delivery, locale, created_at }: Delivery): Popup {
  const t = translator(locale);
  return popup({
    id: `test-${delivery}`,
    title: t("push.test.title"),
    body: t("push.test.text"),
    link: "/settings",
    at: Date.parse(created_at),
    isTest: true,
  });
}
