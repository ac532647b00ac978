"use client";
import { useActionState } from "react";
import { useTranslations } from "use-intl";
import { answering } from "@/components/people/answering";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { NAME_MAX_LENGTH } from "@/lib/people/invitations/limits";
import { type ProfileState, saveProfile } from "@/lib/people/profile/actions";
import type { LocaleChoice } from "@/lib/people/profile/locales";
import type { Profile } from "@/lib/people/profile/schema";
import type { ZoneArea } from "@/lib/people/profile/time-zones";
import { TimeZoneField } from "./time-zone-field";

const save = answering(
  saveProfile,
  (previous, form): ProfileState => ({
    ...previous,
    error: "unavailable",
    profile: {
      fullName: String(form.get("fullName")),
      timeZone: String(form.get("timeZone")),
      locale: String(form.get("locale")),
    },
  }),
);

/** Name, time zone and language. */
export function ProfileForm({
  profile,
  areas,
  locales,
}: {
  profile: Profile;
  areas: ZoneArea[];
  locales: LocaleChoice[];
}) {
  const t = useTranslations("settings.profile");
  const nothingYet: ProfileState = { error: null, profile, saved: 0 };
  const [state, action, pending] = useActionState(save, nothingYet);
  const { error, profile: typed, saved } = state;
  const of = (field: keyof Profile) => (error === field ? t(`error.${field}`) : null);
  const isOfField = error === "fullName" || error === "timeZone" || error === "locale";
  return (
    <form action={action} className="flex flex-col gap-4">
      {error && !isOfField && <FormMessage tone="error">{t(`error.${error}`)}</FormMessage>}
      <TextField
        key={`name ${typed.fullName}`}
        label={t("name")}
        hint={t("nameHint")}
        error={of("fullName")}
        name="fullName"
        required
        maxLength={NAME_MAX_LENGTH}
        autoComplete="name"
        defaultValue={typed.fullName}
      />
      {/* A select that the form resets falls back to what it began with: so it begins anew. */}
      <TimeZoneField
        key={`zone ${typed.timeZone}`}
        areas={areas}
        chosen={typed.timeZone}
        error={of("timeZone")}
      />
      <SelectField
        key={`locale ${typed.locale}`}
        label={t("locale")}
        hint={t("localeHint")}
        error={of("locale")}
        name="locale"
        defaultValue={typed.locale}
      >
        {locales.map(({ tag, name }) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </SelectField>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={pending}>
          {pending ? t("saving") : t("save")}
        </Button>
        <p role="status" className="text-muted">
          {!pending && !error && saved > 0 && t("saved")}
        </p>
      </div>
    </form>
  );
}
