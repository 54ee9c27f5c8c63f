/** Who speaks, and where: what is chosen on the page. */
import { computed, effect, signal } from '@preact/signals'
import { collections } from './store.js'

/** Whether a conversation was chosen, by the page or by its user. */
let hasChosen = false

/** The chosen user's id; `''` for a new one. */
export const chosenUser = signal('')

/** The chosen conversation's id; `''` for a new one. */
export const chosenConversation = signal('')

/** The parts of the page, of which a narrow screen shows one at a time. */
export const panels = ['chat', 'timeline', 'bot'] as const
export type Panel = (typeof panels)[number]
export const chosenPanel = signal<Panel>('chat')

/** The messages of the chosen conversation, oldest first. */
export const shownMessages = computed(() =>
  [...collections.messages.value.values()].filter(
    ({ conversationId }) => conversationId === chosenConversation.value,
  ),
)

// Who comes back to a bot goes on where it stands; who has chosen something keeps it.
effect(() => {
  const conversation = [...collections.conversations.value.keys()].at(-1)
  if (!hasChosen && conversation !== undefined) {
    hasChosen = true
    chosenConversation.value = conversation
    const speakers = [...collections.messages.value.values()].filter(
      ({ conversationId, direction }) =>
        conversationId === conversation && direction === 'incoming',
    )
    chosenUser.value = speakers.at(-1)?.userId ?? [...collections.users.value.keys()].at(-1) ?? ''
  }
})
