/** The platform's messages, side by side with those of the SDK. */
import { messages as sdk } from '@botpress/sdk'
import { describe, expect, test } from 'vitest'
import { messages } from '../../src/definition/index.js'

const card = { title: 't', actions: [{ action: 'say', label: 'l', value: 'v' }] }
const choice = { text: 't', options: [{ label: 'l', value: 'v' }] }
const ours = {
  ...messages.defaults,
  markdown: messages.markdown,
  markdownBloc: messages.markdownBloc,
}
const theirs = { ...sdk.defaults, markdown: sdk.markdown, markdownBloc: sdk.markdownBloc }

const samples: Record<keyof typeof ours, unknown[]> = {
  text: [{ text: 'a' }, { text: '' }, {}],
  image: [
    { imageUrl: 'a' },
    { imageUrl: 'a', title: 'b' },
    { imageUrl: 'a', title: '' },
    { imageUrl: '' },
  ],
  audio: [{ audioUrl: 'a', title: 'b' }, { audioUrl: '' }, { imageUrl: 'a' }],
  video: [{ videoUrl: 'a', title: 'b' }, { videoUrl: '' }],
  file: [{ fileUrl: 'a', title: 'b' }, { fileUrl: '' }],
  location: [
    { latitude: 1, longitude: 2 },
    { latitude: 1, longitude: 2, address: 'a', title: 'b' },
    { latitude: '1', longitude: 2 },
  ],
  card: [
    card,
    { ...card, subtitle: 's', imageUrl: 'i' },
    { ...card, subtitle: '' },
    { ...card, actions: [{ action: 'no', label: 'l', value: 'v' }] },
    { title: 't' },
  ],
  carousel: [{ items: [card] }, { items: [] }, { items: [{}] }, {}],
  choice: [choice, { ...choice, text: '' }, { ...choice, options: [{ label: '', value: 'v' }] }],
  dropdown: [choice, { text: 't' }],
  bloc: [
    { items: [{ type: 'text', payload: { text: 'a' } }] },
    { items: [{ type: 'markdown', payload: { markdown: 'a' } }] },
    { items: [{ type: 'image', payload: { text: 'a' } }] },
  ],
  markdown: [{ markdown: 'a' }, { markdown: '' }],
  markdownBloc: [
    { items: [{ type: 'markdown', payload: { markdown: 'a' } }] },
    { items: [{ type: 'location', payload: { latitude: 1, longitude: 1 } }] },
    { items: [{ type: 'x', payload: {} }] },
  ],
}

test('are the same types', () => {
  expect(Object.keys(messages.defaults).sort()).toEqual(Object.keys(sdk.defaults).sort())
})

describe.each(Object.entries(samples))('%s', (type, values) => {
  test.each(values)('%j', (value) => {
    const mine = ours[type as keyof typeof ours].schema.safeParse(value)
    const other = theirs[type as keyof typeof theirs].schema.safeParse(value)
    expect(mine.success).toBe(other.success)
    expect(mine.data).toEqual(other.data)
  })
  test('some are right and some are wrong', () => {
    const results = values.map(
      (value) => ours[type as keyof typeof ours].schema.safeParse(value).success,
    )
    expect(new Set(results)).toEqual(new Set([true, false]))
  })
})

test('an address or a title of a location is not empty, either', () => {
  const { schema } = messages.defaults.location
  expect(schema.safeParse({ latitude: 1, longitude: 2, address: '' }).success).toBe(false)
  expect(schema.safeParse({ latitude: 1, longitude: 2, title: '' }).success).toBe(false)
})
