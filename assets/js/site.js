/** Entry: each module improves markup that works without it. */
import { enhanceCopyLinks } from "./copy-link.js";
import { enhanceCounters } from "./counter.js";
import { enhanceDrafts } from "./draft.js";
import { enhanceErrorSummary } from "./error-summary.js";
import { enhanceMenu } from "./menu.js";
import { enhancePrint } from "./print.js";
import { enhanceReplies } from "./reply.js";
import { enhanceSuggestions } from "./suggest.js";
import { enhanceTabs } from "./tabs.js";

enhanceMenu();
enhanceErrorSummary();
enhanceDrafts();
enhanceCounters();
enhanceReplies();
enhanceTabs();
enhanceCopyLinks();
enhancePrint();
enhanceSuggestions();
