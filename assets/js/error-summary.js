/** After a refused form the summary of errors is where the reader begins. */
export function enhanceErrorSummary(root = document) {
  const summary = root.querySelector("[data-error-summary]");
  if (summary) summary.focus();
}
