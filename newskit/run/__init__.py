"""How a notebook is run: parameters, kernel, page, manifest, jobs, archive, locks.

It knows nothing of what a report says: of newskit's analyzers and of report/.
"""
