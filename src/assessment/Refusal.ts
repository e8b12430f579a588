/**
 * Why a response is not taken.
 *
 * @since 0.1.0
 */

/** Why a response is not taken. */
export type Refusal =
  | { readonly _tag: 'unknown-challenge'; readonly challenge: string; readonly suggestion?: string }
  | { readonly _tag: 'unknown-outcome'; readonly challenge: string; readonly outcome: string }
  | { readonly _tag: 'already-answered'; readonly challenge: string }
  | { readonly _tag: 'invalid-seconds'; readonly challenge: string }

/** A refusal as a sentence. */
export const message = (refusal: Refusal): string => {
  switch (refusal._tag) {
    case 'unknown-challenge':
      return `there is no challenge \`${refusal.challenge}\` in this bank${refusal.suggestion === undefined ? '' : `; did you mean \`${refusal.suggestion}\`?`}`
    case 'unknown-outcome':
      return `the outcome of \`${refusal.challenge}\` is \`${refusal.outcome}\`; expected correct, incorrect or skipped`
    case 'already-answered':
      return `\`${refusal.challenge}\` has been answered already`
    case 'invalid-seconds':
      return `the seconds of \`${refusal.challenge}\` are not a duration`
  }
}
