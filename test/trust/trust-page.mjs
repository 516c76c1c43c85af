// Promises + the report of a test run → TRUST.md: kept where every test that names the promise passed, else not yet kept.

/** Titles that name a promise: "promise 7", "promises 1 and 3", "promises 2, 5". */
export function promisesOf(title) {
  const numbers = [];
  for (const [, list] of title.matchAll(/\bpromises? (\d+(?:(?:, | and )\d+)*)/g))
    numbers.push(...list.split(/, | and /).map(Number));
  return [...new Set(numbers)];
}

/** Vitest's JSON report → promise number → its tests. */
export function evidence(report) {
  const found = new Map();
  for (const file of report.testResults)
    for (const test of file.assertionResults)
      for (const number of promisesOf(test.fullName)) {
        const entry = found.get(number) ?? { passed: 0, failed: 0, skipped: 0, files: new Set() };
        if (test.status === "passed") entry.passed++;
        else if (test.status === "failed") entry.failed++;
        else entry.skipped++;
        entry.files.add(file.name.replaceAll("\\", "/").replace(/^.*?\/(?=test\/)/, ""));
        found.set(number, entry);
      }
  return found;
}

const isKept = (entry) => entry !== undefined && entry.passed > 0 && entry.failed === 0;

/** Markdown, the same for the same tests: no times, no machine. */
export function trustPage(promises, found) {
  const kept = promises.filter((p) => isKept(found.get(p.number))).length;
  const rows = promises.map((p) => {
    const entry = found.get(p.number);
    const state = isKept(entry)
      ? `kept · 已兑现 (${entry.passed})`
      : entry?.failed
        ? "**broken · 未通过**"
        : "not yet kept · 尚未兑现";
    const files = entry
      ? [...entry.files]
          .sort()
          .map((file) => `\`${file}\``)
          .join(", ")
      : "";
    const limit = p.limit ? `<br>_${p.limit.en}_<br>_${p.limit.zh}_` : "";
    return `| ${p.number} | ${p.en}<br>${p.zh}${limit} | ${state} | ${files} |`;
  });
  return `# Trust · 信任

Written by \`npm test\`: a promise counts as kept when tests that name it ran and all of them passed; the number in
brackets counts them. What the system cannot protect against stands on the workbench's trust page.
由 \`npm test\` 生成：只有点名该承诺的测试都已运行并通过，才算“已兑现”，括号内为测试数。系统无法防护的内容见工作台的“信任”页。

${kept} of ${promises.length} kept · ${promises.length} 项承诺中已兑现 ${kept} 项

| # | Promise · 承诺 | State · 状态 | Tests · 测试 |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}
