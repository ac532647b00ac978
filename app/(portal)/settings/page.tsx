import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Card } from "@/components/settings/card";
import { DeviceList } from "@/components/settings/notifications/device-list";
import { QuietHoursForm } from "@/components/settings/notifications/quiet-hours-form";
import { ThisDevice } from "@/components/settings/notifications/this-device";
import { WantedForm } from "@/components/settings/notifications/wanted-form";
import { PasswordForm } from "@/components/settings/password-form";
import { ProfileForm } from "@/components/settings/profile-form";
import { Texts } from "@/components/ui/texts";
import { catalogueOf } from "@/lib/i18n/catalogue";
import { translator } from "@/lib/i18n/translator";
import { listDevices } from "@/lib/notifications/push/queries";
import { readSettings } from "@/lib/notifications/settings/queries";
import { typesFor } from "@/lib/notifications/settings/schema";
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
  const [devices, { muted, quietHours }] = await Promise.all([listDevices(), readSettings()]);
  const { locale, messages } = catalogueOf(person.locale);
  const t = translator(person.locale);
  const { fullName, timeZone, locale: language } = person;
  return (
    <Texts
      locale={locale}
      messages={{ settings: messages.settings, push: messages.push }}
      timeZone={timeZone}
      now={new Date()}
    >
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
          <Card title={t("settings.notifications.title")} text={t("settings.notifications.text")}>
            <WantedForm types={typesFor(person.role)} muted={muted} />
          </Card>
          <Card title={t("settings.quiet.title")} text={t("settings.quiet.text")}>
            <QuietHoursForm quietHours={quietHours} timeZone={timeZone} />
          </Card>
          <Card title={t("push.title")}>
            <ThisDevice />
          </Card>
          <Card title={t("push.devices.title")} text={t("push.devices.text")}>
            <DeviceList devices={devices} />
          </Card>
          <Card title={t("settings.password.title")} text={t("settings.password.address", { email })}>
            <PasswordForm email={email} />
          </Card>
        </div>
      </div>
    </Texts>
  );
}
