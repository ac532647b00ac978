import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { translator } from "@/lib/i18n/translator";
import { signOutHere } from "@/lib/people/actions";

/** For someone who is signed in and belongs nowhere: not yet, or not any more. */
export default function NoTeamPage() {
  const t = translator();
  return (
    <Notice title={t("noTeam.title")} text={t("noTeam.text")}>
      {/* A whole new page: the middleware looks again. */}
      <a href="/" className="rounded-medium bg-blue px-4 py-2 font-semibold text-on-blue">
        {t("noTeam.retry")}
      </a>
      <form action={signOutHere}>
        <Button type="submit" look="quiet">
          {t("navigation.signOut")}
        </Button>
      </form>
    </Notice>
  );
}
