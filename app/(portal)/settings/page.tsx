import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Card } from "@/components/settings/card";
import { PasswordForm } from "@/components/settings/password-form";
import { ProfileForm } from "@/components/settings/profile-form";
import { Texts } from "@/components/ui/texts";
import { catalogueOf } from "@/lib/i18n/catalogue";
import { translator } from "@/lib/i18n/translator";
import { signedInAddress } from "@/lib/people/invitations/queries";
import { localeChoices } from "@/lib/people/profile/locales";
import { zoneAreas } from "@/lib/people/profile/time-zones";
import { currentPerson } from "@/lib/people/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("settings.title") };
}

/** What everybody sets for themselves. */
export default async function SettingsPage() {
  const [person, email] = await Promise.all([currentPerson(), signedInAddress()]);
  if (!person || email === null) redirect("/sign-in");
  const { locale, messages } = catalogueOf(person.locale);
  const t = translator(person.locale);
  const { fullName, timeZone, locale: language } = person;
  return (
    <Texts locale={locale} messages={{ settings: messages.settings }} timeZone={timeZone} now={new Date()}>
      <div className="relative h-full overflow-y-auto">
        <div className="mx-auto flex max-w-[34rem] flex-col gap-5 px-4 pt-4 pb-8 md:px-8 md:pt-6">
          <h1 className="text-3xl">{t("settings.title")}</h1>
          <Card title={t("settings.profile.title")}>
            <ProfileForm
              profile={{ fullName, timeZone, locale: language }}
              areas={zoneAreas(timeZone)}
              locales={localeChoices(language)}
            />
          </Card>
          <Card title={t("settings.password.title")} text={t("settings.password.address", { email })}>
            <PasswordForm email={email} />
          </Card>
        </div>
      </div>
    </Texts>
  );
}
