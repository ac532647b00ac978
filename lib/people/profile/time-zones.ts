import { timeZones } from "@/lib/i18n/time-zone";

export type ZoneArea = { area: string; zones: string[] };

/** Every zone to choose from, by the part of the world, "UTC" last. `present` is among them whatever this engine calls it. */
export function zoneAreas(present: string): ZoneArea[] {
  const all = [...new Set([...timeZones, present])].filter((zone) => zone !== "UTC").sort();
  const areas = Map.groupBy(all, (zone) => zone.split("/")[0] ?? zone);
  return [...[...areas].map(([area, zones]) => ({ area, zones })), { area: "UTC", zones: ["UTC"] }];
}

/** The place that a zone is named after: "Europe/Zurich" is "Zurich", "America/Argentina/Salta" is "Salta, Argentina". */
export function placeOf(zone: string): string {
  const [area = zone, ...rest] = zone.split("/");
  return (rest.length > 0 ? rest.reverse().join(", ") : area).replaceAll("_", " ");
}
