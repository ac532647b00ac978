"use client";
import { useTranslations } from "use-intl";
import { Empty } from "@/components/ui/empty";
import { useClock } from "@/components/ui/use-clock";
import { useIsPhone } from "@/components/ui/use-is-phone";
import { countsOf } from "@/lib/tasks/requirements/counts";
import type { Matrix as Reading } from "@/lib/tasks/schema";
import { Legend } from "./legend";
import { Signs } from "./mark";
import { Matrix } from "./matrix";
import { RequirementCards } from "./requirement-cards";

/** What is asked of several teams: as a matrix, and on a phone, which has no room for two thousand cells, as a list. */
export function MatrixView({
  matrix,
  venueZone,
  isOnPhone,
}: {
  matrix: Reading;
  venueZone: string;
  /** What it says of itself before its width is known. */
  isOnPhone: boolean;
}) {
  const isPhone = useIsPhone(isOnPhone);
  const t = useTranslations("requirements");
  const now = useClock();
  const { requirements } = matrix;
  if (requirements.length === 0) return <Empty title={t("none.title")} text={t("none.text")} />;
  const counts = countsOf(
    requirements.flatMap(({ cells }) => cells),
    now,
  );
  return (
    <>
      <Signs />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="text-muted">
          {t("summary", { requirements: requirements.length, done: counts.done, asked: counts.asked })}
          {counts.late > 0 && (
            <>
              {" · "}
              <span className="font-medium text-red">{t("counts.late", { count: counts.late })}</span>
            </>
          )}
        </p>
        {!isPhone && <Legend />}
      </div>
      {isPhone ? (
        <RequirementCards requirements={requirements} venueZone={venueZone} />
      ) : (
        <div className="flex min-h-0 flex-1 flex-col">
          <Matrix matrix={matrix} venueZone={venueZone} />
        </div>
      )}
    </>
  );
}
