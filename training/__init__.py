"""How the shipped language model was made: read the treebanks, train, measure, export.

    python -m training train OUT      # resumes OUT/checkpoint.pt when it is there
    python -m training export OUT     # ONNX: fp32 into OUT/fp32, int8 into ceasewire/language/weights/
    python -m benchmarks --only language --fp32 OUT/fp32    # what both are worth

The product never imports this package; it needs the `train` extra (torch, transformers, onnx).
"""
