// The list of commands; one file each.
import type { Command } from "commander";
import type { Locale } from "../engine/locale.js";

export type Register = (program: Command, locale: Locale) => void;

export const commands: Register[] = [];
