"use client";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import { useDevice, useDeviceState } from "@/components/notifications/device-provider";
import { useTurnOn } from "@/components/notifications/use-turn-on";
import { answerOf } from "@/components/people/answer";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { testDevice } from "@/lib/notifications/push/actions";
import { newTest } from "@/lib/notifications/push/popup";

type Tested = "sent" | "shown" | "gone" | "later" | "refused" | "too_fast" | "unavailable";

/** Notifications beside the pages, in this browser: what it can do, a way to begin and to end it, and a test. */
export function ThisDevice() {
  const t = useTranslations("push");
  const router = useRouter();
  const device = useDevice();
  const state = useDeviceState();
  const { turnOn, isPending: isTurningOn, problem } = useTurnOn(() => router.refresh());
  const [isWorking, start] = useTransition();
  const [tested, setTested] = useState<Tested | null>(null);

  if (state.kind === "unknown") return <p className="text-muted">{t("looking")}</p>;
  if (state.kind === "unsupported") return <p className="text-pretty">{t(`unsupported.${state.why}`)}</p>;
  if (state.kind === "blocked") return <p className="text-pretty">{t("blocked")}</p>;

  const turnOff = async () => {
    setTested(null);
    await device.turnOff();
    router.refresh();
  };
  const test = async () => {
    setTested(null);
    if (state.kind !== "on" || !state.endpoint) {
      await device.show(newTest(t("test.title"), t("test.text")));
      return setTested("shown");
    }
    const answer = await answerOf(testDevice({ endpoint: state.endpoint }));
    // Removed on another device: the next page that is loaded finds it out, and so does this one.
    if (answer.ok && answer.outcome === "gone") router.refresh();
    if (answer.ok) setTested(answer.outcome);
    else if (answer.code === "not_found") setTested("gone");
    else setTested(answer.code === "too_fast" ? "too_fast" : "unavailable");
  };
  const isGood = tested === "sent" || tested === "shown";
  return (
    <div className="flex flex-col items-start gap-4">
      <p role="status" className="text-pretty">
        {state.kind === "off" ? t("off") : t(state.endpoint ? "on" : "onWhileOpen")}
        {!device.isPushed && <span className="block text-[13px] text-muted">{t("notSetUp")}</span>}
      </p>
      {problem && <FormMessage tone="error">{t(`problem.${problem}`)}</FormMessage>}
      {tested && <FormMessage tone={isGood ? "done" : "error"}>{t(`test.${tested}`)}</FormMessage>}
      <div className="flex flex-wrap gap-3">
        {state.kind === "off" ? (
          <Button disabled={isTurningOn} onClick={turnOn}>
            {t(isTurningOn ? "turningOn" : "turnOn")}
          </Button>
        ) : (
          <>
            <Button look="quiet" disabled={isWorking} onClick={() => start(test)}>
              {t(isWorking ? "test.sending" : "test.send")}
            </Button>
            <Button look="quiet" disabled={isWorking} onClick={() => start(turnOff)}>
              {t("turnOff")}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
