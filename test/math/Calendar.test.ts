import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import * as Calendar from '../../src/math/Calendar'

test.prop([fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })])(
  '1. it agrees with the calendar',
  (date) => {
    expect(Calendar.dateOf(date.getTime())).toBe(date.toISOString().slice(0, 10))
  }
)
