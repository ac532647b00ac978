"use client";
import { useTranslations } from "use-intl";
import type { TaskRefusal } from "@/lib/tasks/refusal";

/** Why something was not done to a task, as a sentence. */
export function useRefusal(): (refusal: TaskRefusal) => string {
  const t = useTranslations("tasks.refused");
  return ({ code, retryAfterSeconds: seconds = 0 }) => t(code, { seconds });
}
