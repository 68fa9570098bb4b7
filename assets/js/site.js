/** Entry: each module improves markup that works without it. */
import { enhanceChoices } from "./choices.js";
import { enhanceCopyLinks } from "./copy-link.js";
import { enhanceCounters } from "./counter.js";
import { enhanceDrafts } from "./draft.js";
import { enhanceErrorSummary } from "./error-summary.js";
import { tellFollowedResults } from "./followed-results.js";
import { enhanceMenu } from "./menu.js";
import { enhancePrint } from "./print.js";
import { enhanceReplies } from "./reply.js";
import { enhanceSending } from "./send-in-place.js";
import { enhanceSuggestions } from "./suggest.js";
import { enhanceTabs } from "./tabs.js";
import { enhanceUseful } from "./useful.js";

enhanceMenu();
enhanceErrorSummary();
enhanceDrafts();
enhanceCounters();
enhanceReplies();
enhanceChoices();
enhanceSending();
enhanceUseful();
enhanceTabs();
enhanceCopyLinks();
enhancePrint();
enhanceSuggestions();
tellFollowedResults();
