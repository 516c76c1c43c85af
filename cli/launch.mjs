#!/usr/bin/env node
// `rapport …` from a checkout: builds first when sources changed, then runs the compiled command.
import { build } from "./build.mjs";

build((text) => console.error(text));
await import("../dist/cli/rapport.js");
