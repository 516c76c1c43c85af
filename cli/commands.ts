// The list of commands; one file each.
import type { Command } from "commander";
import type { Locale } from "../engine/locale.js";
import { register as build } from "./build.js";
import { register as demo } from "./demo.js";
import { register as evaluate } from "./evaluate.js";
import { register as importCommand } from "./import.js";
import { register as init } from "./init.js";
import { register as notebook } from "./notebook.js";
import { register as query } from "./query.js";
import { register as serve } from "./serve.js";
import { register as status } from "./status.js";
import { register as fit } from "./fit.js";
import { register as predict } from "./predict.js";

export type Register = (program: Command, locale: Locale) => void;

export const commands: Register[] = [
  demo,
  init,
  importCommand,
  status,
  build,
  evaluate,
  query,
  serve,
  notebook,
  fit,
  predict,
];
