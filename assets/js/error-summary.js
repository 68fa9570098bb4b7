/**
 * After a refused form its mistakes (`data-error-summary`), or what its writer is
 * warned of (`data-form-warnings`), are where the reader begins.
 */
export function enhanceErrorSummary(root = document) {
  const summary = root.querySelector("[data-error-summary], [data-form-warnings]");
  if (summary) summary.focus();
  return Boolean(summary);
}
