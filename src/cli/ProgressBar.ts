/**
 * A bar on stderr. Apart, so that it is loaded only where there is a terminal to show it.
 *
 * @since 0.1.0
 */
import { SingleBar } from 'cli-progress'
import type { Progress } from './Capabilities'

export const begin = (label: string, total: number, done: number): Progress => {
  const bar = new SingleBar({
    format: `${label} [{bar}] {percentage} %, {eta_formatted} left`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    barsize: 30,
    fps: 5
  })
  bar.start(total, done)
  return { update: (value) => bar.update(value), stop: () => bar.stop() }
}
