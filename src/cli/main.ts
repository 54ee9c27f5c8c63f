#!/usr/bin/env node
/** Starts the program `plugin-kit`, with its code as node compiled it the last time. */
import module from 'node:module'

// Node has such a cache since 22.1. It is for what is imported from here on, and so not statically.
if ('enableCompileCache' in module) (module.enableCompileCache as () => void)()
await import('./program.js')
