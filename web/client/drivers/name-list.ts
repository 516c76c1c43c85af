// Drivers → their names in a sentence; a level of a category by its value: "华东销售部", else "overtime".
import type { DriverView } from "../../server/attrition-view.js";
import { session } from "../session.js";
import { say } from "../t.js";

export const driverName = ({ id, label }: DriverView): string => {
  const level = id.includes("=") ? id.slice(id.indexOf("=") + 1) : "";
  const words = say(label);
  if (level) return level;
  return session.locale === "zh" ? words : words.charAt(0).toLowerCase() + words.slice(1);
};

export function nameList(drivers: DriverView[]): string {
  const names = [...new Set(drivers.map(driverName))];
  if (session.locale === "zh") return names.join("、");
  const text = new Intl.ListFormat("en").format(names);
  return text;
}
