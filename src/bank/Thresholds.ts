/**
 * Where a weakness of a bank begins. Authors set them in `acquis.config.yaml`.
 *
 * @since 0.2.0
 */
export interface Thresholds {
  /** Active challenges that an acquis should have. */
  readonly minimumChallenges: number
  /** Levels in a row that a topic may leave out between two that it has. */
  readonly maximumGap: number
  /** What a challenge should tell at mastery ½, in nats. */
  readonly minimumGain: number
  /** How many times as long as the longest other option a solution may be. */
  readonly maximumLength: number
}

/**
 * Two challenges, since one answer may be a slip or a guess. Two levels left out, since `jump` asks no further than two
 * levels above the expected one. 0.05 nats: fourteen such answers would be needed to tell what there is to tell (ln 2 ≈ 0.69).
 */
export const defaults: Thresholds = {
  minimumChallenges: 2,
  maximumGap: 2,
  minimumGain: 0.05,
  maximumLength: 2
}
